"""The naive form: the whole folium map is rebuilt from the facts and sent at each run."""

from pathlib import Path

import folium
import js_lib_leaflet
import streamlit as st
import streamlit.components.v1 as frames
from streamlit_folium import st_folium

from geodata.load import load


@st.cache_resource
def facts():
    """Load the facts once."""
    return load()


FACTS = facts()
STATES = ["All", "signed", "announced", "financed", "target"]
status = st.radio("Filter", STATES)
pledges = FACTS.pledges[FACTS.pledges.geometry.notna()]
if status != "All":
    pledges = pledges[pledges["status"] == status]
drawn = folium.Map([43, 55], zoom_start=4, tiles=None)
# Leaflet from the installed package, as the page has it: the network is no part of the measure.
leaflet = frames.declare_component(
    "leaflet", path=Path(js_lib_leaflet.__file__).parent / "static/js_lib_leaflet"
)
drawn.default_js = [("leaflet", f"../{leaflet.name}/leaflet.js")]
drawn.default_css = [("leaflet", f"../{leaflet.name}/leaflet.css")]
for iso3, row in FACTS.countries.iterrows():
    folium.GeoJson(row.geometry.__geo_interface__, name=str(iso3)).add_to(drawn)
for leg, row in FACTS.legs.iterrows():
    points = [(lat, lon) for lon, lat in row.geometry.coords]
    folium.PolyLine(points, tooltip=str(leg)).add_to(drawn)
for _, row in FACTS.sites.iterrows():
    if row.geometry is not None:
        folium.CircleMarker([row.geometry.y, row.geometry.x], tooltip=str(row["name"])).add_to(drawn)
for _, row in pledges.iterrows():
    folium.Marker([row.geometry.y, row.geometry.x], tooltip=str(row["title"])).add_to(drawn)
folium.Marker([30, 90], icon=folium.DivIcon(class_name=f"state-{status}")).add_to(drawn)
st_folium(drawn, height=600, use_container_width=True)
st.write(f"chosen {status}")
