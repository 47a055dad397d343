import NIOCore
import NIOHTTP1
import TuneQLTransport

/// Collects one request at a time and writes its response.
final class ExchangeHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let emulator: Emulator
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    /// The maximum size of a body that is read.
    private static let maximumBody = 16 << 20

    init(_ emulator: Emulator) {
        self.emulator = emulator
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let buffer):
            guard body.count + buffer.readableBytes <= Self.maximumBody else {
                return context.close(promise: nil)
            }
            body.append(contentsOf: buffer.readableBytesView)
        case .end:
            guard let head else { return }
            self.head = nil
            respond(to: head, in: context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func respond(to head: HTTPRequestHead, in context: ChannelHandlerContext) {
        // Measured from here, so that the latency includes the time that making the response takes.
        let arrival = NIODeadline.now()
        let reply = emulator.reply(to: request(head))
        let writer = ReplyWriter(
            context: context,
            head: head,
            isChunked: emulator.configuration.isChunked
        )
        let latency = emulator.configuration.latency.nanoseconds
        guard latency > 0 else { return writer.write(reply) }
        context.eventLoop.assumeIsolated().scheduleTask(
            deadline: arrival + .nanoseconds(latency)
        ) {
            writer.write(reply)
        }
    }

    private func request(_ head: HTTPRequestHead) -> HTTPRequest {
        let host = head.headers.first(name: "Host") ?? "127.0.0.1"
        return HTTPRequest(
            method: head.method.rawValue,
            url: "http://" + host + head.uri,
            headers: head.headers.map { HTTPField(name: $0.name, value: $0.value) },
            body: body.isEmpty ? nil : body
        )
    }
}
