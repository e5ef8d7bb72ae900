function table(rows: number): string {
  const lines: string[] = [];
  for (let i = 0; i < rows; i++) {
    const name = "item" + i;
    lines.push(`${name.padEnd(12)}|${(i * 3.5).toFixed(2).padStart(10)}|${String(i).padStart(5, "0")}`);
  }
  return lines.join("\n");
}

function caesar(text: string, shift: number): string {
  let out = "";
  for (const ch of text) {
    if (/\p{L}/u.test(ch)) {
      const base = ch === ch.toLowerCase() ? 97 : 65;
      out += String.fromCharCode(((((ch.charCodeAt(0) - base + shift) % 26) + 26) % 26) + base);
    } else {
      out += ch;
    }
  }
  return out;
}

const text = table(600_000);
const secret = caesar(text, 3);
console.log(text.length, secret.length, secret.slice(0, 60), caesar(secret, -3) === text ? "True" : "False");
