import TuneQLJSON

/// What `loop` tells of a round.
struct LoopState {
    var index: Int
    var count: Int

    var value: TemplateValue {
        .json(
            [
                "index": .number(String(index + 1)), "index0": .number(String(index)),
                "revindex": .number(String(count - index)),
                "revindex0": .number(String(count - index - 1)),
                "first": .bool(index == 0), "last": .bool(index == count - 1),
                "length": .number(String(count)),
            ]
        )
    }
}
