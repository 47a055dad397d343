import NIOCore
import NIOHTTP1
import TuneQLTransport

/// Writes a response to a connection.
struct ReplyWriter {
    let context: ChannelHandlerContext
    let head: HTTPRequestHead
    let isChunked: Bool

    /// The bytes of one chunk.
    private static let chunk = 16 << 10

    func write(_ reply: Reply) {
        guard context.channel.isActive else { return }
        switch reply {
        case .whole(let response):
            writeHead(response)
            writeBody(response.body[...])
            let written = context.eventLoop.makePromise(of: Void.self)
            if !head.isKeepAlive { close(after: written.futureResult) }
            context.writeAndFlush(part(.end(nil)), promise: written)
        case .cut(let response, let count):
            writeHead(response)
            writeBody(response.body.prefix(count))
            let written = context.eventLoop.makePromise(of: Void.self)
            close(after: written.futureResult)
            context.writeAndFlush(part(.body(.byteBuffer(ByteBuffer()))), promise: written)
        }
    }

    private func writeHead(_ response: HTTPResponse) {
        var headers = HTTPHeaders(response.headers.map { ($0.name, $0.value) })
        if isChunked {
            headers.add(name: "Transfer-Encoding", value: "chunked")
        } else {
            headers.add(name: "Content-Length", value: String(response.body.count))
        }
        if !head.isKeepAlive { headers.add(name: "Connection", value: "close") }
        let status = HTTPResponseStatus(statusCode: response.status)
        context.write(
            part(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))),
            promise: nil
        )
    }

    private func writeBody(_ body: ArraySlice<UInt8>) {
        guard head.method != .HEAD else { return }
        let size = isChunked ? Self.chunk : max(body.count, 1)
        for start in stride(from: 0, to: body.count, by: size) {
            let piece = body.dropFirst(start).prefix(size)
            context.write(part(.body(.byteBuffer(ByteBuffer(bytes: piece)))), promise: nil)
        }
    }

    private func close(after written: EventLoopFuture<Void>) {
        let channel = context.channel
        written.whenComplete { _ in channel.close(promise: nil) }
    }

    private func part(_ part: HTTPServerResponsePart) -> NIOAny {
        NIOAny(part)
    }
}
