"""The one writer of an archive: jobs, parser processes, the lock, recovery after a kill."""
