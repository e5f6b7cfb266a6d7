"""The views: each a pure function from a state to what it shows."""
