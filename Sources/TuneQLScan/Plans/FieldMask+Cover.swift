extension FieldMask {
    /// Whether a response with one mask contains all fields of another mask; nil masks all fields.
    package static func covers(_ wide: String?, _ narrow: String?) -> Bool {
        guard let wide, wide != narrow else { return true }
        guard let narrow else { return false }
        return MaskTree(wide).covers(MaskTree(narrow))
    }
}

/// A mask such as `tuningJobs(name,spec/epochs),nextPageToken` as a tree of names.
private struct MaskTree {
    /// The names, each with its subtree; an empty tree selects everything.
    private var names: [String: MaskTree] = [:]

    init(_ mask: String) {
        var rest = Array(mask.utf8)[...]
        self.init(&rest)
    }

    /// Reads to the end, or to the parenthesis that closes the list.
    private init(_ rest: inout ArraySlice<UInt8>) {
        while let byte = rest.first, byte != UInt8(ascii: ")") {
            let (name, tree) = Self.item(&rest)
            add(tree, to: name)
            if rest.first == UInt8(ascii: ",") { rest.removeFirst() }
        }
    }

    /// Merges the subtrees of items with the same name.
    private mutating func add(_ tree: MaskTree, to name: String) {
        guard let known = names[name], !tree.names.isEmpty else {
            names[name] = tree
            return
        }
        guard !known.names.isEmpty else { return }
        for (below, tree) in tree.names { names[name]?.add(tree, to: below) }
    }

    /// A name with its subtree, which is written `/name`, `(list)` or not at all.
    private static func item(_ rest: inout ArraySlice<UInt8>) -> (String, MaskTree) {
        let name = rest.prefix { !",/()".utf8.contains($0) }
        rest = rest.dropFirst(name.count)
        let text = String(decoding: name, as: UTF8.self)
        switch rest.first {
        case UInt8(ascii: "/"):
            rest.removeFirst()
            let (below, tree) = item(&rest)
            var path = MaskTree("")
            path.names[below] = tree
            return (text, path)
        case UInt8(ascii: "("):
            rest.removeFirst()
            let list = MaskTree(&rest)
            if rest.first == UInt8(ascii: ")") { rest.removeFirst() }
            return (text, list)
        default:
            return (text, MaskTree(""))
        }
    }

    func covers(_ other: MaskTree) -> Bool {
        guard !names.isEmpty else { return true }
        guard !other.names.isEmpty else { return false }
        return other.names.allSatisfy { name, tree in names[name]?.covers(tree) ?? false }
    }
}
