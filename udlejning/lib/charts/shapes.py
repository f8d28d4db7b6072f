"""PURE: the small shapes that stand beside a colour, as paths. A shape means the same in every picture."""


def arrow(*, x: float, y: float, size: float, up: bool) -> str:
    """Return the path of an arrow head that points up or down, in a square from its upper left corner."""
    tip, base = (y, y + size) if up else (y + size, y)
    return f"M{x:.1f} {base:.1f}L{x + size:.1f} {base:.1f}L{x + size / 2:.1f} {tip:.1f}Z"


def mark(shape: str, *, x: float, y: float, size: float) -> str:
    """Return the path of a shape in a square: diamond, square, triangle, hexagon, circle, or else a ring."""
    half, left, right, top, bottom = size / 2, x, x + size, y, y + size
    middle, centre = x + half, y + half
    if shape == "diamond":
        upper = f"M{middle:.1f} {top:.1f}L{right:.1f} {centre:.1f}"
        return f"{upper}L{middle:.1f} {bottom:.1f}L{left:.1f} {centre:.1f}Z"
    if shape == "square":
        return f"M{left:.1f} {top:.1f}H{right:.1f}V{bottom:.1f}H{left:.1f}Z"
    if shape == "triangle":
        return f"M{middle:.1f} {top:.1f}L{right:.1f} {bottom:.1f}L{left:.1f} {bottom:.1f}Z"
    if shape == "hexagon":
        quarter = size / 4
        upper = f"M{left + quarter:.1f} {top:.1f}H{right - quarter:.1f}L{right:.1f} {centre:.1f}"
        return f"{upper}L{right - quarter:.1f} {bottom:.1f}H{left + quarter:.1f}L{left:.1f} {centre:.1f}Z"
    outer = _circle(middle, centre, half)
    return outer if shape == "circle" else f"{outer}{_circle(middle, centre, half * 0.7, clockwise=False)}"


def _circle(middle: float, centre: float, radius: float, *, clockwise: bool = True) -> str:
    sweep = int(clockwise)
    left, right = f"{middle - radius:.1f} {centre:.1f}", f"{middle + radius:.1f} {centre:.1f}"
    arc = f"A{radius:.1f} {radius:.1f} 0 1 {sweep}"
    return f"M{left}{arc} {right}{arc} {left}Z"
