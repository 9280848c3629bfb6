"""Navigation: the order and the titles that other generators have, as toctrees."""
