"""A programme as a web page: one file that plays on any phone, with nothing to install and no network."""
