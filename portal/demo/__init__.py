"""The demo: invented people with believable agreements, made by the same actions as everything else."""
