"""Measurements that are no tests; each script says how it is run."""
