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
        path = "\(parent)/.\(parts.last ?? "").\(getpid()).new"
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
}
