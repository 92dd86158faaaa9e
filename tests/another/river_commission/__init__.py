"""The content of another organisation: a river commission that budgets by department and account, in whole francs."""
