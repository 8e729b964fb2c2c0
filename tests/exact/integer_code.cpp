int three_halves(int x) { return x * 3 / 2; }
