import Glibc

/// A directory that is filled under a hidden name, and takes its place when it is whole.
struct StagedDirectory {
    /// The path of the directory that is replaced.
    let target: String
    /// The path of the directory until then.
    let path: String

    /// Makes an empty directory beside the target.
    init(for target: String) throws(InstallationError) {
        let parts = target.split(separator: "/", omittingEmptySubsequences: false)
        let parent = parts.dropLast().joined(separator: "/")
        self.target = target
        path = "\(parent)/.\(parts.last ?? "").\(getpid())\(Self.suffix)"
        try FileTree.remove(path)
        try FileTree.makeDirectory(path)
    }

    /// Removes the directory, unless it has taken its place.
    func discard() {
        try? FileTree.remove(path)
    }

    /// Moves the directory to its place; one that was there is removed.
    func replace() throws(InstallationError) {
        let old = "\(path).old"
        try FileTree.remove(old)
        let hadOld = rename(target, old) == 0
        guard rename(path, target) == 0 else {
            let error = FileTree.lastError("\(target) cannot be replaced")
            if hadOld { rename(old, target) }
            throw error
        }
        try FileTree.remove(old)
    }

    // MARK: - Remains

    private static let (suffix, oldSuffix) = (".new", ".new.old")

    /// Whether a name is that of a directory which is, or was, being filled.
    static func isStaged(_ name: String) -> Bool {
        name.hasPrefix(".") && (name.hasSuffix(suffix) || name.hasSuffix(oldSuffix))
    }

    /// Ends what programs began in a directory that were ended themselves.
    ///
    /// A directory that was moved away gets its place back, unless its successor has it.
    static func recover(in directory: String) throws(InstallationError) {
        for name in (try? FileTree.names(in: directory)) ?? [] where isStaged(name) {
            let path = "\(directory)/\(name)"
            // `.v1.2.4711.new.old` was moved away from `v1.2`.
            let parts = name.dropFirst().split(separator: ".").dropLast(3)
            let target = "\(directory)/\(parts.joined(separator: "."))"
            if name.hasSuffix(oldSuffix), !FileTree.exists(target), rename(path, target) == 0 {
                continue
            }
            try FileTree.remove(path)
        }
    }
}
