const WORDS = "the quick brown fox jumps over the lazy dog and runs away from the angry bear while it rains".split(" ");

function makeText(lines: number): string {
  const out: string[] = [];
  for (let i = 0; i < lines; i++) {
    const words: string[] = [];
    for (let k = 0; k < 12; k++) words.push(WORDS[(i * k + k) % WORDS.length]! + String(i % 97));
    out.push(words.join(" "));
  }
  return out.join("\n");
}

function count(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of text.split("\n")) {
    for (const word of line.toLowerCase().split(/\s+/)) {
      const bare = word.replace(/^[.,!?]+|[.,!?]+$/g, "");
      counts.set(bare, (counts.get(bare) ?? 0) + 1);
    }
  }
  return counts;
}

const counts = count(makeText(600_000));
const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
for (const [word, number] of sorted.slice(0, 10)) console.log(word, number);
console.log(
  counts.size,
  [...counts.values()].reduce((total, number) => total + number, 0),
);
