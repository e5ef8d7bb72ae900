class Body {
  x: number;
  y: number;
  z: number;
  vx: number;
  vy: number;
  vz: number;
  mass: number;

  constructor(x: number, y: number, z: number, vx: number, vy: number, vz: number, mass: number) {
    [this.x, this.y, this.z] = [x, y, z];
    [this.vx, this.vy, this.vz] = [vx, vy, vz];
    this.mass = mass;
  }
}

function energy(bodies: Body[]): number {
  let total = 0;
  for (const [i, a] of bodies.entries()) {
    total += 0.5 * a.mass * (a.vx ** 2 + a.vy ** 2 + a.vz ** 2);
    for (const b of bodies.slice(i + 1)) {
      total -= (a.mass * b.mass) / Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2);
    }
  }
  return total;
}

function advance(bodies: Body[], dt: number): void {
  for (let i = 0; i < bodies.length; i++) {
    const a = bodies[i]!;
    for (let j = i + 1; j < bodies.length; j++) {
      const b = bodies[j]!;
      const [dx, dy, dz] = [a.x - b.x, a.y - b.y, a.z - b.z];
      const distance = dx * dx + dy * dy + dz * dz;
      const mag = dt / (distance * Math.sqrt(distance));
      a.vx -= dx * b.mass * mag;
      a.vy -= dy * b.mass * mag;
      a.vz -= dz * b.mass * mag;
      b.vx += dx * a.mass * mag;
      b.vy += dy * a.mass * mag;
      b.vz += dz * a.mass * mag;
    }
  }
  for (const body of bodies) {
    body.x += dt * body.vx;
    body.y += dt * body.vy;
    body.z += dt * body.vz;
  }
}

const bodies = [
  new Body(0, 0, 0, 0, 0, 0, 39.47),
  new Body(4.84, -1.16, -0.1, 0.6, 2.81, -0.02, 0.037),
  new Body(8.34, 4.12, -0.4, -1.01, 1.82, 0.008, 0.011),
  new Body(12.89, -15.11, -0.22, 1.08, 0.86, -0.01, 0.0017),
  new Body(15.37, -25.9, 0.179, 0.97, 0.59, -0.03, 0.002),
];
console.log(energy(bodies).toFixed(9));
for (let step = 0; step < 500_000; step++) advance(bodies, 0.01);
console.log(energy(bodies).toFixed(9));
