"""Timeline and clips to blocks of PCM; the chimes."""
