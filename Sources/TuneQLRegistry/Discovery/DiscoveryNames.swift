/// The names that StackQL gives to the tables and methods of Google's APIs.
enum DiscoveryNames {
    /// `tuning_jobs` for `tuningJobs`; hyphens and dots become underscores.
    static func snakeCase(_ name: String) -> String {
        var output: [UInt8] = []
        var last: UInt8 = 0
        for byte in name.utf8 {
            let isUpper = isUpper(byte)
            if isUpper, isLower(last) || isDigit(last) { output.append(UInt8(ascii: "_")) }
            let isSeparator = byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            output.append(isSeparator ? UInt8(ascii: "_") : isUpper ? byte | 0x20 : byte)
            last = byte
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The verb that a name begins with: `get` of `getIamPolicy`, `batchGet` of `batchGetAssets`.
    static func firstWord(of name: String) -> String {
        for prefix in ["batch", "bulk"] where suffix(of: name, after: prefix) != nil {
            return prefix + word(name.dropFirst(prefix.count))
        }
        return word(name[...]).lowercased()
    }

    private static func word(_ name: Substring) -> String {
        let rest = name.utf8.dropFirst().prefix { isLower($0) || isDigit($0) }
        return String(name.prefix(1)) + String(Substring(rest))
    }

    /// The rest of a name after a word; nil unless the word is followed by another.
    static func suffix(of name: String, after word: String) -> String? {
        guard name.hasPrefix(word), let next = name.utf8.dropFirst(word.utf8.count).first,
            isUpper(next)
        else { return nil }
        return String(name.dropFirst(word.count))
    }

    /// The words of a method's name that name a part of the collection: `getIamPolicy`.
    private static let partVerbs = [
        "batchGet", "get", "list", "add", "remove", "delete", "update", "fetch", "retrieve",
        "create",
    ]
    private static let policyMethods = ["getIamPolicy", "setIamPolicy", "testIamPermissions"]

    /// The collections that only say where resources are.
    static let scopes: Set<String> = [
        "projects", "locations", "organizations", "folders", "billingAccounts", "zones", "regions",
        "global", "customers", "accounts",
    ]

    /// The levels of Google's resources, whose parts are tables without their names.
    private static let levels: Set<String> = ["projects", "locations", "organizations", "folders"]

    /// The table of a method: its collection, perhaps with the part that the method names.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - service: The API's name, for methods of no collection.
    /// - Returns: The name, such as `tuning_jobs` or `datasets_iam_policies`.
    static func table(of method: DiscoveryMethod, service: String) -> String {
        let last = method.collection.last.flatMap { isVersion($0) ? nil : $0 }
        let base = snakeCase(last ?? service)
        if policyMethods.contains(method.name) { return base + "_iam_policies" }
        for verb in partVerbs {
            guard let part = suffix(of: method.name, after: verb) else { continue }
            return table(of: snakeCase(part), in: base, isScope: last.map(levels.contains) ?? false)
        }
        return base
    }

    /// The table of a part of a collection; a part that repeats the collection's name needs no more.
    private static func table(of part: String, in base: String, isScope: Bool) -> String {
        let singular = singular(of: base)
        if part == singular { return base }
        let isNamed = part.hasPrefix(singular + "_") || part.hasSuffix("_" + base)
        return isScope || isNamed ? part : base + "_" + part
    }

    /// `entry` for `entries`, `job` for `jobs`.
    static func singular(of name: String) -> String {
        if name.hasSuffix("ies") { return name.dropLast(3) + "y" }
        return name.hasSuffix("s") ? String(name.dropLast()) : name
    }

    /// Whether a name in a document's tree is that of a version, such as `v1beta1`.
    static func isVersion(_ name: String) -> Bool {
        name.hasPrefix("v") && name.utf8.dropFirst().first.map(isDigit) ?? false
    }

    private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
    private static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
