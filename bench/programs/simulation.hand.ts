class Account {
  readonly history: [string, number][] = [];
  readonly owner: string;
  balance: number;

  constructor(owner: string, balance = 0) {
    this.owner = owner;
    this.balance = balance;
  }

  deposit(amount: number): void {
    if (amount <= 0) throw new RangeError("amount must be positive");
    this.balance += amount;
    this.history.push(["deposit", amount]);
  }

  withdraw(amount: number): void {
    if (amount > this.balance) throw new Error("insufficient funds");
    this.balance -= amount;
    this.history.push(["withdraw", amount]);
  }
}

class Savings extends Account {
  readonly rate: number;

  constructor(owner: string, balance = 0, rate = 0.02) {
    super(owner, balance);
    this.rate = rate;
  }

  addInterest(): void {
    this.deposit(Math.trunc(this.balance * this.rate) + 1);
  }
}

class Bank {
  readonly accounts = new Map<string, Account>();
  failures = 0;

  open(account: Account): void {
    this.accounts.set(account.owner, account);
  }

  transfer(source: string, target: string, amount: number): void {
    try {
      this.accounts.get(source)!.withdraw(amount);
    } catch {
      this.failures++;
      return;
    }
    this.accounts.get(target)!.deposit(amount);
  }
}

const bank = new Bank();
const names = Array.from({ length: 50 }, (_, i) => `client${i}`);
for (const [i, name] of names.entries()) bank.open(i % 2 ? new Savings(name, 100) : new Account(name, 50));
let seed = 12345;
for (let step = 0; step < 2_000_000; step++) {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  const source = names[seed % 50]!;
  const target = names[Math.floor(seed / 50) % 50]!;
  if (source !== target) bank.transfer(source, target, (seed % 40) + 1);
  if (step % 20_000 === 0) {
    for (const account of bank.accounts.values()) if (account instanceof Savings) account.addInterest();
  }
}
const accounts = [...bank.accounts.values()];
console.log(
  accounts.reduce((total, { balance }) => total + balance, 0),
  bank.failures,
  accounts.reduce((total, { history }) => total + history.length, 0),
);
