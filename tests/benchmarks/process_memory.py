"""What this process holds of the machine's memory."""

from pathlib import Path


def memory_mb(field: str = "VmRSS") -> float:
    """Return what the process holds now, or with `VmHWM` the most it ever held; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").split("\n") if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{field}:")), 0.0)
