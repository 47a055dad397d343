/// The kind of a problem in provider documents, by which summaries count.
package enum ProblemKind: String, Sendable, Hashable, CaseIterable {
    case absent, unreadable, syntax, missing, type, reference, operation, duplicate, state
    case circularReference = "circular-reference"
    case noProvider = "no-provider"
    case responseTransform = "response-transform"
    case requestTransform = "request-transform"
    case requestTranslation = "request-translation"
    case xml, graphql, multipart, paging, view
    case requestMedia = "request-media"
    case bodyShape = "body-shape"
    case objectKey = "object-key"
    case parameterLocation = "parameter-location"
    case protocolType = "protocol-type"
    case member
    case unsupported

    /// The short word that reports and catalogs use.
    package var key: String { rawValue }
}

extension DocumentError.Reason {
    /// The kind of the reason.
    package var kind: ProblemKind {
        switch self {
        case .unreadable: .unreadable
        case .absent: .absent
        case .syntax: .syntax
        case .noProvider: .noProvider
        case .missing: .missing
        case .expected: .type
        case .unknownReference: .reference
        case .circularReference: .circularReference
        case .unknownOperation: .operation
        case .unknownRows: .objectKey
        case .unsupported(let feature): feature.kind
        case .duplicate: .duplicate
        case .unknownState: .state
        case .unknownMember: .member
        }
    }
}

extension UnsupportedFeature {
    /// The kind of a problem with this feature.
    var kind: ProblemKind {
        switch self {
        case .responseTransform: .responseTransform
        case .requestTransform: .requestTransform
        case .requestTranslation: .requestTranslation
        case .xml: .xml
        case .graphQL: .graphql
        case .multipart: .multipart
        case .requestMedia: .requestMedia
        case .bodyShape: .bodyShape
        case .paging: .paging
        case .objectKey: .objectKey
        case .parameterLocation: .parameterLocation
        case .view: .view
        case .protocolType: .protocolType
        case .other: .unsupported
        }
    }
}
