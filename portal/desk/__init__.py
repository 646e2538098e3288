"""The staff's desk: what waits, read across all features; quiet when there is nothing."""
