def escape(cr, ci, limit):
    zr = zi = 0.0
    for i in range(limit):
        zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
        if zr * zr + zi * zi > 4.0:
            return i
    return limit


def main(size, limit):
    total = 0
    for y in range(size):
        for x in range(size):
            total += escape(3.0 * x / size - 2.0, 2.0 * y / size - 1.0, limit)
    return total


print(main(500, 500))
