import Testing
import TuneQLRegistry

/// A way in which a registry can be broken, and what must be reported of it.
struct BrokenDocument: CustomTestStringConvertible, Sendable {
    let name: String
    let kind: ProblemKind
    /// The document that the problem names.
    var document = RegistryFiles.jobs
    /// Text of the line that the problem names; nil where the whole document is meant.
    var line: String?
    /// The methods of `acme.jobs` that are left.
    var methods: Set<String> = ["get", "list", "create", "cancel"]
    /// What is done to the documents.
    let breaking: @Sendable (inout RegistryFiles) throws -> Void

    var testDescription: String { name }

    /// A part of the document of `acme.jobs` that is replaced.
    static func replacing(
        _ old: String,
        with new: String,
        _ name: String,
        _ kind: ProblemKind,
        line: String? = nil,
        without lost: Set<String> = []
    ) -> BrokenDocument {
        BrokenDocument(
            name: name,
            kind: kind,
            line: line,
            methods: Set(["get", "list", "create", "cancel"]).subtracting(lost)
        ) { files in
            try files.replace(old, in: RegistryFiles.jobs, with: new)
        }
    }

    /// Another text in place of the document of `acme.jobs`, which is left out.
    static func text(
        _ text: @autoclosure @escaping @Sendable () -> String,
        _ name: String,
        _ kind: ProblemKind
    ) -> BrokenDocument {
        BrokenDocument(name: name, kind: kind, methods: []) { files in
            files[RegistryFiles.jobs] = text()
        }
    }

    /// Another text in place of a provider's document.
    static func provider(
        _ old: String,
        with new: String,
        _ name: String,
        _ kind: ProblemKind,
        line: String? = nil,
        without lost: Set<String> = ["get", "list", "create", "cancel"]
    ) -> BrokenDocument {
        BrokenDocument(
            name: name,
            kind: kind,
            document: RegistryFiles.provider,
            line: line,
            methods: Set(["get", "list", "create", "cancel"]).subtracting(lost)
        ) { files in
            try files.replace(old, in: RegistryFiles.provider, with: new)
        }
    }
}
