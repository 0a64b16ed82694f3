"""Everything below put together once, for everybody."""
