"""What the behaviours are made of that have one form only."""

KIND = "alone"


def close():
    pass
