import CEdit
import Glibc
import Synchronization

/// Ctrl-Z and changes of the window's size, while a line is edited.
///
/// Elsewhere the system's own ways are right: the terminal is not in the editor's mode then.
enum JobSignals {
    /// Woken by a signal.
    static let pipe = WakeupPipe()

    /// From now on, the editor sees the signals.
    static func begin() {
        _ = pipe.readingEnd
        for number in [SIGTSTP, SIGWINCH] { set(number) { JobSignals.note($0) } }
    }

    /// From now on, the system handles them.
    static func end() {
        for number in [SIGTSTP, SIGWINCH] { set(number, SIG_DFL) }
    }

    /// Does what the signals ask for: sleeps until the job continues, or measures the window.
    ///
    /// - Returns: The keys that draw the line again.
    static func obey() -> [UInt8] {
        _ = pipe.drain()
        rl_resize_terminal()
        guard isStopped.exchange(false, ordering: .acquiringAndReleasing) else {
            return LineKeys.redraw
        }
        print(PastedText.end)
        rl_deprep_terminal()
        raise(SIGSTOP)
        rl_prep_terminal(1)
        print(PastedText.begin)
        // The line stands on a new line of the terminal, under what the other shell has written.
        rl_forced_update_display()
        return []
    }

    /// Whether Ctrl-Z was pressed.
    private static let isStopped = Atomic<Bool>(false)

    private static func note(_ number: Int32) {
        let error = errno
        if number == SIGTSTP { isStopped.store(true, ordering: .releasing) }
        pipe.wake()
        errno = error
    }

    private static func print(_ sequence: String) {
        LineReader.control(sequence)
    }

    private static func set(_ number: Int32, _ handler: (@convention(c) (Int32) -> Void)?) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        sigaction(number, &action, nil)
    }
}
