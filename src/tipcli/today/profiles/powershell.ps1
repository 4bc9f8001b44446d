# The tip of the day in every new terminal: what `tips init powershell` printed.
# $env:TIPS_OFF = 1 silences it here, `tips pause` everywhere. To be rid of it, delete these lines, down to the last bracket.
& {
    # Only where a person reads: an interactive console, no script or command, none that an editor starts for itself.
    $line = @([Environment]::GetCommandLineArgs())
    $isCommand = $line -match '^[-/](c|command|f|file|e|ec|enc|encodedcommand)$' -and -not ($line -match '^[-/]noe')
    if ($isCommand -or $line -match '^[-/]noni' -or $Host.Name -ne 'ConsoleHost') { return }
    if ([Console]::IsInputRedirected -or [Console]::IsOutputRedirected -or $env:TERM -eq 'dumb') { return }
    if ($env:TIPS_OFF -or $env:INSIDE_EMACS -or $env:VSCODE_RESOLVING_ENVIRONMENT) { return }
    if ($env:INTELLIJ_ENVIRONMENT_READER) { return }
@if xdg
    $state = if ($env:XDG_STATE_HOME -like '/*') { "$env:XDG_STATE_HOME/tipcli" } else { "$HOME/.local/state/tipcli" }
@end
@if baked
    $state = @STATE@
@end
    if ($env:TIPS_HOME) { $state = "$env:TIPS_HOME/state" }
    $day = [DateTime]::Now.ToString('yyyy-MM-dd', [Globalization.CultureInfo]::InvariantCulture)
    # Paused: nothing until the day that stands in the file.
    $pause = if (Test-Path -LiteralPath "$state/paused" -PathType Leaf) { Get-Content -LiteralPath "$state/paused" -TotalCount 1 }
    if ([string]::CompareOrdinal($day, "$pause") -lt 0) { return }
@if once
    if (-not $env:TIPS_TODAY -and (Test-Path -LiteralPath "$state/once/$day-@MARK@")) { return }
@end
    $tips = Get-Command tips -CommandType Application -ErrorAction Ignore | Select-Object -First 1
    if ($tips) {
        try { & $tips today@ONCE@@ARGUMENTS@ } catch { }
        $global:LASTEXITCODE = 0
    }
}
