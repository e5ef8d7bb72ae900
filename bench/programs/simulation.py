class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.history = []

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount
        self.history.append(("deposit", amount))

    def withdraw(self, amount):
        if amount > self.balance:
            raise RuntimeError("insufficient funds")
        self.balance -= amount
        self.history.append(("withdraw", amount))


class Savings(Account):
    def __init__(self, owner, balance=0, rate=0.02):
        super().__init__(owner, balance)
        self.rate = rate

    def add_interest(self):
        self.deposit(int(self.balance * self.rate) + 1)


class Bank:
    def __init__(self):
        self.accounts = {}
        self.failures = 0

    def open(self, account):
        self.accounts[account.owner] = account

    def transfer(self, source, target, amount):
        try:
            self.accounts[source].withdraw(amount)
        except RuntimeError:
            self.failures += 1
        else:
            self.accounts[target].deposit(amount)


bank = Bank()
names = [f"client{i}" for i in range(50)]
for i, name in enumerate(names):
    bank.open(Savings(name, 100) if i % 2 else Account(name, 50))
seed = 12345
for step in range(2_000_000):
    seed = (seed * 1103515245 + 12345) % 2147483648
    source = names[seed % 50]
    target = names[(seed // 50) % 50]
    if source != target:
        bank.transfer(source, target, seed % 40 + 1)
    if step % 20_000 == 0:
        for account in bank.accounts.values():
            if isinstance(account, Savings):
                account.add_interest()
print(sum(a.balance for a in bank.accounts.values()), bank.failures, sum(len(a.history) for a in bank.accounts.values()))
