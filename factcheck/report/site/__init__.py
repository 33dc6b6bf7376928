"""A report as a folder of pages that works from the disk, without a server and without scripts."""
