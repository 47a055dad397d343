extension Fragment {
    /// The fragment with one part of it left out or replaced by a part of that, the largest first.
    var smaller: [Fragment] {
        let inner = kind.map { nearest($0) } ?? []
        return inner + parts.indices.flatMap { withoutItems(at: $0) }
            + parts.indices.flatMap { withSmallerPart(at: $0) }
    }

    /// The outermost fragments of a kind inside of this one.
    private func nearest(_ kind: Kind) -> [Fragment] {
        parts.flatMap(\.fragments).flatMap { fragment in
            fragment.kind == kind ? [fragment] : fragment.nearest(kind)
        }
    }

    private func withoutItems(at place: Int) -> [Fragment] {
        guard case .list(let items, let opening, let separator, let minimum) = parts[place],
            items.count > minimum
        else { return [] }
        return items.indices.map { index in
            var fewer = items
            fewer.remove(at: index)
            return with(
                .list(items: fewer, opening: opening, separator: separator, minimum: minimum),
                at: place
            )
        }
    }

    private func withSmallerPart(at place: Int) -> [Fragment] {
        switch parts[place] {
        case .text: return []
        case .fragment(let fragment):
            return fragment.smaller.map { with(.fragment($0), at: place) }
        case .list(let items, let opening, let separator, let minimum):
            return items.indices.flatMap { index in
                items[index].smaller.map { item in
                    var changed = items
                    changed[index] = item
                    return with(
                        .list(
                            items: changed,
                            opening: opening,
                            separator: separator,
                            minimum: minimum
                        ),
                        at: place
                    )
                }
            }
        }
    }

    private func with(_ part: Part, at place: Int) -> Fragment {
        var changed = self
        changed.parts[place] = part
        return changed
    }
}

extension Fragment.Part {
    fileprivate var fragments: [Fragment] {
        switch self {
        case .text: []
        case .fragment(let fragment): [fragment]
        case .list(let items, _, _, _): items
        }
    }
}
