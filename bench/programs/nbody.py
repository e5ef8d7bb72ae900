import math


class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x, self.y, self.z = x, y, z
        self.vx, self.vy, self.vz = vx, vy, vz
        self.mass = mass


def energy(bodies):
    total = 0.0
    for i, a in enumerate(bodies):
        total += 0.5 * a.mass * (a.vx ** 2 + a.vy ** 2 + a.vz ** 2)
        for b in bodies[i + 1 :]:
            total -= a.mass * b.mass / math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2)
    return total


def advance(bodies, dt):
    for i in range(len(bodies)):
        a = bodies[i]
        for j in range(i + 1, len(bodies)):
            b = bodies[j]
            dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
            distance = dx * dx + dy * dy + dz * dz
            mag = dt / (distance * math.sqrt(distance))
            a.vx -= dx * b.mass * mag
            a.vy -= dy * b.mass * mag
            a.vz -= dz * b.mass * mag
            b.vx += dx * a.mass * mag
            b.vy += dy * a.mass * mag
            b.vz += dz * a.mass * mag
    for body in bodies:
        body.x += dt * body.vx
        body.y += dt * body.vy
        body.z += dt * body.vz


bodies = [
    Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.47),
    Body(4.84, -1.16, -0.10, 0.6, 2.81, -0.02, 0.037),
    Body(8.34, 4.12, -0.4, -1.01, 1.82, 0.008, 0.011),
    Body(12.89, -15.11, -0.22, 1.08, 0.86, -0.01, 0.0017),
    Body(15.37, -25.9, 0.179, 0.97, 0.59, -0.03, 0.002),
]
print(f"{energy(bodies):.9f}")
for _ in range(500_000):
    advance(bodies, 0.01)
print(f"{energy(bodies):.9f}")
