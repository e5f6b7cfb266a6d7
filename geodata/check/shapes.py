"""Whether a shape can be measured at all."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

# Table -> the forms that its shapes may have.
FORMS = {
    "legs": ("LineString",),
    "countries": ("Polygon", "MultiPolygon"),
    "borders": ("Polygon", "MultiPolygon"),
}
_GLOBE = np.array([180.0, 90.0])


def fault_of(shape: Any, forms: tuple[str, ...]) -> tuple[str, str] | None:
    """Return what is wrong with a shape and how to mend it; None if nothing is."""
    if shape is None:
        return "there is no geometry that can be read", f"restore the {forms[0]}, pairs of [lon, lat]"
    if shape.geom_type not in forms or shape.has_z:
        return f"it is a {shape.geom_type}, or has heights", f"make it a {forms[0]} of [lon, lat]"
    points = shapely.get_coordinates(shape)
    beyond = points[~_within(points)]
    if len(beyond):
        lon, lat = beyond[0].tolist()
        return f"waypoint [{lon}, {lat}] is not on the globe", "write [lon, lat] within 180 and 90 degrees"
    if not shapely.is_valid(shape):
        return f"the shape is not valid ({shapely.is_valid_reason(shape)})", "mend the crossing or empty part"
    return None


def on_globe(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Whether each shape lies within 180 and 90 degrees; also true where there is none."""
    points, shape_of = shapely.get_coordinates(shapes, return_index=True)
    made = np.ones(len(shapes), dtype=bool)
    made[shape_of[~_within(points)]] = False
    return made


def _within(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    # Not-a-number compares as false, so it is off the globe too.
    return np.asarray((np.abs(points) <= _GLOBE).all(axis=1), dtype=bool)
