from lumbar.vision.following import Following, Person, distinct

WIDTH, HEIGHT = 640, 480


def person(x: float, y: float, size: float) -> Person:
    """Thirty-three points in a square of this size, in shares of the picture's height."""
    return [
        (x + size * (number % 6 - 2.5) / 5 * HEIGHT / WIDTH, y + size * (number // 6 - 2.5) / 5, 0.0, 1.0)
        for number in range(33)
    ]


def test_the_biggest_is_followed_at_first_and_then_the_same() -> None:
    following = Following()
    near, far = person(0.3, 0.5, 0.4), person(0.8, 0.5, 0.2)
    assert following.choose([far, near], 0.0, WIDTH, HEIGHT) is near
    grown = person(0.8, 0.5, 0.9)
    assert following.choose([grown, near], 0.1, WIDTH, HEIGHT) is near


def test_who_moves_is_followed() -> None:
    following = Following()
    for step in range(20):
        walker, still = person(0.1 + 0.04 * step, 0.5, 0.4), person(0.5, 0.2, 0.3)
        assert following.choose([still, walker], 0.1 * step, WIDTH, HEIGHT) is walker


def test_somebody_else_is_not_taken_for_the_one_followed() -> None:
    following = Following()
    here, there = person(0.2, 0.5, 0.3), person(0.8, 0.5, 0.3)
    assert following.choose([here], 0.0, WIDTH, HEIGHT) is here
    assert following.choose([there], 0.5, WIDTH, HEIGHT) is None
    assert following.choose([], 0.6, WIDTH, HEIGHT) is None
    assert following.choose([there, here], 0.7, WIDTH, HEIGHT) is here


def test_who_stays_away_is_not_waited_for() -> None:
    following = Following()
    here, there = person(0.2, 0.5, 0.3), person(0.8, 0.5, 0.3)
    following.choose([here], 0.0, WIDTH, HEIGHT)
    assert following.choose([there], 2.0, WIDTH, HEIGHT) is None
    assert following.choose([there], 2.1, WIDTH, HEIGHT) is there


def test_one_who_was_found_twice_is_one() -> None:
    once, again, other = person(0.3, 0.5, 0.4), person(0.31, 0.51, 0.4), person(0.7, 0.5, 0.4)
    assert distinct([once, again, other], WIDTH, HEIGHT) == [once, other]
    assert distinct([], WIDTH, HEIGHT) == []
