"""Which emission factor a leg's greenhouse gases are worked out with."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from geodata.network.days import Range

# Fuel and its supply. The other scope leaves the supply out, and the two must not be mixed in one sum.
SCOPE = "well-to-wheel"
GRAMS_PER_KG = 1000
UNKNOWN = (np.nan, np.nan, np.nan)

# Mode of a leg, or mode and corridor where the factors know the size of the ships -> mode of the factor.
_FACTORS: Mapping[tuple[str, str], str] = {
    ("rail", ""): "rail",
    ("road", ""): "road",
    ("sea-ferry", ""): "ro-ro-ferry",
    ("sea", ""): "container-ship",
    ("sea", "ocean"): "container-ship-large",
    ("sea", "black-sea"): "container-ship-feeder",
    ("sea", "titr-kazakhstan"): "tanker",
}


def co2_kg_per_tonne(
    mode: str, corridor: str, length_km: float, factors: Mapping[str, tuple[str, Range]]
) -> tuple[str, Range]:
    """Return the factor of a leg and its greenhouse gases for a tonne of goods.

    Parameters
    ----------
    factors : mapping
        As ``by_mode`` gives it.

    Returns
    -------
    factor_id : str
        Row of ``emission_factors``; empty if none is known, and the range is then unknown too.
    tuple of float
        Low, typical and high, in kg CO2e per tonne: kilometres by the factor.

    Examples
    --------
    >>> factor_id, kg = co2_kg_per_tonne("rail", "btk", 1000, {"rail": ("ef", (20.0, 30.0, 40.0))})
    >>> factor_id, kg
    ('ef', (20.0, 30.0, 40.0))
    """
    name = _FACTORS.get((mode, corridor)) or _FACTORS.get((mode, ""), "")
    factor_id, grams = factors.get(name, ("", UNKNOWN))
    low, typical, high = (length_km * value / GRAMS_PER_KG for value in grams)
    return factor_id, (low, typical, high)


def by_mode(emission_factors: pd.DataFrame) -> dict[str, tuple[str, Range]]:
    """Return the factor that holds per mode: its id and g CO2e per tonne-km, well to wheel.

    A factor published as one value has no range of its own: that value then stands for low and high too.
    Of several factors of a mode the newest holds.
    """
    rows = emission_factors[(emission_factors["scope"] == SCOPE) & emission_factors["typical"].notna()]
    found = {}
    for factor_id, row in rows.sort_values("year", kind="stable").iterrows():
        typical = float(row["typical"])
        low, high = (typical if pd.isna(row[name]) else float(row[name]) for name in ("low", "high"))
        found[str(row["mode"])] = (str(factor_id), (low, typical, high))
    return found
