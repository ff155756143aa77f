"""A divisor is what turns the sum into the loss."""

from core.reductions import Reduced, Rule


def test_the_divisor_is_sum_by_loss() -> None:
    assert Reduced(Rule.PLAIN, sum=6.0, loss=1.5, gradient=1.0, angle=0.0).divisor == 4.0
    assert Reduced(Rule.PLAIN, sum=0.0, loss=0.0, gradient=0.0, angle=0.0).divisor == 0.0
