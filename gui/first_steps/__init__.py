"""Eight steps for beginners: a panel beside the Tensors page that points at real cards and speaks of real numbers."""
