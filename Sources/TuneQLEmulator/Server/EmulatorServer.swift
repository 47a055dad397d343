import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Serves an emulator over HTTP/1.1.
///
/// ```swift
/// let server = try await EmulatorServer.start(emulator: emulator)
/// configuration.endpoints = ["google.aiplatform": "http://127.0.0.1:\(server.port)"]
/// configuration.authentication = #"{"google": {"type": "null_auth"}}"#
/// ```
public final class EmulatorServer: Sendable {
    /// The port that the server listens on.
    public let port: Int

    private let listener: any Channel
    private let connections: Connections

    private init(port: Int, listener: any Channel, connections: Connections) {
        self.port = port
        self.listener = listener
        self.connections = connections
    }

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - emulator: The emulator that answers.
    ///   - host: The address to listen on; anything but loopback opens the emulator to others.
    ///   - port: The port; 0 picks a free one.
    /// - Returns: The server, which accepts connections already.
    /// - Throws: ``AddressError`` when the address is taken or not allowed.
    public static func start(
        emulator: Emulator,
        host: String = "127.0.0.1",
        port: Int = 0
    ) async throws -> EmulatorServer {
        let connections = Connections()
        let listener: any Channel
        do {
            listener = try await bootstrap(emulator, connections).bind(host: host, port: port).get()
        } catch let error as IOError {
            throw AddressError(error, port: port)
        }
        return EmulatorServer(
            port: listener.localAddress?.port ?? port,
            listener: listener,
            connections: connections
        )
    }

    private static func bootstrap(
        _ emulator: Emulator,
        _ connections: Connections
    ) -> ServerBootstrap {
        ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(ExchangeHandler(emulator))
                    connections.add(channel)
                }
            }
    }

    /// Stops listening and closes every connection.
    public func stop() async {
        try? await listener.close().get()
        for channel in connections.close() { try? await channel.close().get() }
    }
}

/// The connections that are open.
private final class Connections: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isClosed = false
    }

    private let state = Mutex(State())

    /// Returns what is open, and has every later connection closed at once.
    func close() -> [any Channel] {
        state.withLock { state in
            state.isClosed = true
            return Array(state.channels.values)
        }
    }

    func add(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        let isClosed = state.withLock { state in
            state.channels[id] = channel
            return state.isClosed
        }
        channel.closeFuture.whenComplete { _ in
            self.state.withLock { $0.channels[id] = nil }
        }
        if isClosed { channel.close(promise: nil) }
    }
}
