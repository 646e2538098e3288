"""Photos, voice recordings, drawings: checked, re-encoded, stored privately under names nobody can guess."""
