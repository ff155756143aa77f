"""The Tensors page: the user's own sentences as the arrays a network is fed and computes."""
