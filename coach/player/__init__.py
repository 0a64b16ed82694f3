"""Live playback: a state machine that hands out blocks, and the outputs that pull them."""
