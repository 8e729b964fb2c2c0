int three_halves(int x) { return static_cast<int>(x * 1.5); }
