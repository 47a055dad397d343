/// A feature of provider documents that TuneQL does not support.
package enum UnsupportedFeature: Sendable, Hashable {
    /// A program that changes the answer; its type, such as `golang_template_json_v0.3.0`.
    case responseTransform(String)
    /// A program that makes the body; its type.
    case requestTransform(String)
    /// An algorithm that rewrites the request, such as `get_query_to_post_form_utf_8`.
    case requestTranslation(String)
    /// An answer in XML.
    case xml
    case graphQL
    /// A body in several parts.
    case multipart
    /// A body of another media type than JSON.
    case requestMedia(String)
    /// A body that is an array or a scalar.
    case bodyShape
    /// A paging scheme; the words for it.
    case paging(String)
    /// The path of the rows in an answer.
    case objectKey(String)
    /// A required parameter that is sent in a place of its own: `in: cookie`.
    case parameterLocation(String)
    /// A table that is a query over other tables.
    case view
    /// A provider that is not reached by HTTP.
    case protocolType(String)
    /// Anything else, in words.
    case other(String)
}

extension UnsupportedFeature: ExpressibleByStringInterpolation {
    package init(stringLiteral words: String) {
        self = .other(words)
    }
}

extension UnsupportedFeature: CustomStringConvertible {
    package var description: String {
        switch self {
        case .responseTransform(let type): "the response transform '\(type)'"
        case .requestTransform(let type): "the request transform '\(type)'"
        case .requestTranslation(let algorithm): "the request translation '\(algorithm)'"
        case .xml: "an answer in XML"
        case .graphQL: "GraphQL"
        case .multipart: "a request body in several parts"
        case .requestMedia(let type): "a request body of the media type '\(type)'"
        case .bodyShape: "a request body that is not an object"
        case .paging(let words): words
        case .objectKey(let key): "the objectKey '\(key)'"
        case .parameterLocation(let location): "'in: \(location)'"
        case .view: "a view"
        case .protocolType(let kind): "the protocol type '\(kind)'"
        case .other(let words): words
        }
    }
}
