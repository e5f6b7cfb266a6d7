"""The floor: a bare Streamlit app with one widget and one text, at its defaults."""

import streamlit as st

choice = st.radio("Filter", ["a", "b", "c", "d", "e"])
st.write(f"chosen {choice}")
