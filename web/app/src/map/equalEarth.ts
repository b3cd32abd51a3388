// The Equal Earth projection (Šavrič, Patterson, Jenny 2018): areas stay in proportion, so that no
// market looks larger than it is. Degrees in; out in radii of the globe, y downwards as on a screen.
const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
const M = Math.sqrt(3) / 2;
const RADIANS = Math.PI / 180;

export function project(longitude: number, latitude: number): [x: number, y: number] {
  const theta = Math.asin(M * Math.sin(latitude * RADIANS));
  const two = theta * theta;
  const six = two * two * two;
  const slope = A1 + 3 * A2 * two + six * (7 * A3 + 9 * A4 * two);
  const x = (longitude * RADIANS * Math.cos(theta)) / (M * slope);
  return [x, -theta * (A1 + A2 * two + six * (A3 + A4 * two))];
}
