"""Many routines as one folder for the web: sound files with what belongs to each, a page that lists them, and a podcast feed."""
