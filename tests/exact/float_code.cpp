bool above_three_halves(const float* x) { return *x > 1.5F; }
