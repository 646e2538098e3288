"""Help: my people first, then what to do now, step by step."""
