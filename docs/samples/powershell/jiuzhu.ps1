# Sends events and files to the hub. PowerShell 5.1, as every Windows 10 has it; nothing else.
#
#   powershell -ExecutionPolicy Bypass -File jiuzhu.ps1 example events.ndjson     writes one made-up event, to see what they look like
#   powershell -ExecutionPolicy Bypass -File jiuzhu.ps1 events events.ndjson      one event a line
#   powershell -ExecutionPolicy Bypass -File jiuzhu.ps1 upload list.xlsx medical-burden [full|changes]
#   powershell -ExecutionPolicy Bypass -File jiuzhu.ps1 self-test ..\vectors.json does this machine sign as it should?
#
# The environment says where to and who: JIUZHU_URL, JIUZHU_KEYID, JIUZHU_KEY_SECRET (base64, as it was handed out), and
# JIUZHU_SOURCE for example. Ends with 0 where all was taken, 1 where some was not, 2 where it could not be sent.
# Keep the byte order mark of this file: without it PowerShell 5.1 misreads the Chinese.

param([string]$Command, [string]$File, [string]$Type, [string]$Mode)

$ErrorActionPreference = 'Stop'
$MostEvents = 500
$MostBytes = 1024 * 1024
$Tries = 6

# Signing (RFC 9421, RFC 9530)

# The headers of one request. The address is percent-encoded already; the body is the bytes exactly as they are sent, or $null.
function Get-SignedHeaders([string]$Method, [string]$Url, [byte[]]$Body, [string]$ContentType, [string]$KeyId, [string]$Secret, [long]$Created, [string]$Nonce) {
  $path, $query = $Url.Substring($Url.IndexOf('/', $Url.IndexOf('//') + 2)).Split([char[]]'?', 2)
  $lines = [ordered]@{ '@method' = $Method; '@path' = $path; '@query' = '?' + $query }
  $headers = [ordered]@{}
  if ($null -ne $Body) {
    $digest = [Security.Cryptography.SHA256]::Create().ComputeHash($Body)
    $headers['content-digest'] = 'sha-256=:' + [Convert]::ToBase64String($digest) + ':'
    $headers['content-type'] = $ContentType
    foreach ($name in $headers.Keys) { $lines[$name] = $headers[$name] }
  }
  $names = ($lines.Keys | ForEach-Object { '"' + $_ + '"' }) -join ' '
  $params = '({0});created={1};expires={2};nonce="{3}";keyid="{4}";alg="hmac-sha256"' -f $names, $Created, ($Created + 300), $Nonce, $KeyId
  $lines['@signature-params'] = $params
  $base = ($lines.Keys | ForEach-Object { '"' + $_ + '": ' + $lines[$_] }) -join "`n"
  $mac = [Security.Cryptography.HMACSHA256]::new([Convert]::FromBase64String($Secret))
  $headers['signature-input'] = 'sig1=' + $params
  $headers['signature'] = 'sig1=:' + [Convert]::ToBase64String($mac.ComputeHash([Text.Encoding]::UTF8.GetBytes($base))) + ':'
  $headers
}

# Requests

function Get-Setting([string]$Name) {
  $value = [Environment]::GetEnvironmentVariable($Name)
  if (-not $value) { throw ('请先设置环境变量 ' + $Name) }
  $value
}

# One request and its answer, whatever its status. Throws where there is no answer.
function Send-Once([string]$Method, [string]$Url, [byte[]]$Body, $Headers) {
  $request = [Net.HttpWebRequest][Net.WebRequest]::Create($Url)
  $request.Method = $Method
  $request.AllowAutoRedirect = $false
  $request.Timeout = 60000
  $request.ReadWriteTimeout = 60000
  foreach ($name in @($Headers.Keys)) {
    if ($name -eq 'content-type') { $request.ContentType = $Headers[$name] }
    elseif ($name -ne 'host' -and $name -ne 'content-length') { $request.Headers[$name] = $Headers[$name] }
  }
  if ($null -ne $Body) {
    $request.ContentLength = $Body.Length
    $stream = $request.GetRequestStream()
    try { $stream.Write($Body, 0, $Body.Length) } finally { $stream.Dispose() }
  }
  try {
    $response = $request.GetResponse()
  } catch {
    # Any status from 400 comes as an exception that holds the answer.
    $problem = $_.Exception
    while ($problem -and $problem -isnot [Net.WebException]) { $problem = $problem.InnerException }
    if (-not $problem -or -not $problem.Response) { throw }
    $response = $problem.Response
  }
  try {
    $content = [IO.MemoryStream]::new()
    $response.GetResponseStream().CopyTo($content)
    [pscustomobject]@{ Status = [int]$response.StatusCode; Content = $content.ToArray(); RetryAfter = $response.Headers['Retry-After'] }
  } finally { $response.Dispose() }
}

# Sends, and again where the hub is busy or cannot be reached: after as long as it asks.
# Without headers of its own a request is signed by the department's key, anew for each try: a signature serves once.
function Send-Request([string]$Method, [string]$Url, [byte[]]$Body, [string]$ContentType, $Headers) {
  for ($attempt = 1; ; $attempt++) {
    $answer = $null
    $failed = ''
    $sent = $Headers
    if ($null -eq $sent) {
      $created = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
      $nonce = [Guid]::NewGuid().ToString()
      $sent = Get-SignedHeaders $Method $Url $Body $ContentType (Get-Setting 'JIUZHU_KEYID') (Get-Setting 'JIUZHU_KEY_SECRET') $created $nonce
    }
    try {
      $answer = Send-Once $Method $Url $Body $sent
    } catch {
      $failed = '连不上:' + $_.Exception.Message
    }
    if ($answer -and $answer.Status -ne 429 -and $answer.Status -lt 500) { return $answer }
    if ($attempt -eq $Tries) {
      if ($answer) { return $answer }
      throw $failed
    }
    $asked = 0
    if (-not $answer -or -not [int]::TryParse($answer.RetryAfter, [ref]$asked)) { $asked = [int][Math]::Pow(2, $attempt - 1) }
    Start-Sleep -Seconds ([Math]::Max(0, [Math]::Min($asked, 60)))
  }
}

# One signed request to the hub, and what it answered. Throws the hub's own words where the status is not well.
function Invoke-Hub([string]$Method, [string]$Path, $Text, [string]$ContentType) {
  $url = (Get-Setting 'JIUZHU_URL').TrimEnd('/') + $Path
  $body = $null
  if ($null -ne $Text) { $body = [Text.Encoding]::UTF8.GetBytes([string]$Text) }
  $answer = Send-Request $Method $url $body $ContentType $null
  $said = $null
  try { $said = ConvertFrom-Json ([Text.Encoding]::UTF8.GetString($answer.Content)) } catch { $said = $null }
  if ($null -eq $said) { throw ('{0} (回答不是JSON)' -f $answer.Status) }
  # One event alone may answer 409, 422 or 403 with its result: that is no refusal of the request.
  if (($answer.Status -lt 200 -or $answer.Status -gt 299) -and $null -eq $said.results) {
    # For a wrong clock the detail says by how much: 本机时间慢了7分钟.
    throw ('{0} {1}' -f $answer.Status, $said.detail)
  }
  $said
}

# .NET knows only the folder that PowerShell was started in.
function Get-FullName([string]$Name) { $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Name) }

# Events

# Writes a self-report that speaks of no real person. For a hub to try things on: somebody would have to look after it.
function Write-Example([string]$Name) {
  $now = [DateTimeOffset]::UtcNow.ToOffset([TimeSpan]::FromHours(8))
  $source = [Environment]::GetEnvironmentVariable('JIUZHU_SOURCE')
  if (-not $source) { $source = '//civil-affairs.gansu' }
  $example = [ordered]@{
    specversion = '1.0'
    id          = 'example-' + [Guid]::NewGuid().ToString()
    source      = $source
    type        = 'jiuzhu.self-report.v1'
    time        = $now.ToString("yyyy-MM-dd'T'HH':'mm':'sszzz")
    data        = [ordered]@{
      lead       = [ordered]@{ description = '示例:老人独居,房屋漏雨'; division = '621121101' }
      reportedOn = $now.ToString('yyyy-MM-dd')
      via        = 'grid-worker'
      reportedBy = 'neighbour'
      need       = 'housing'
    }
  }
  $bytes = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $example -Compress -Depth 5) + "`n")
  $stream = [IO.File]::Open((Get-FullName $Name), [IO.FileMode]::CreateNew)
  try { $stream.Write($bytes, 0, $bytes.Length) } finally { $stream.Dispose() }
}

# Sends some lines in one request, adds to $counts and says what became of each that was not taken. $first counts from 0.
function Send-Batch($Lines, [int]$First, $Counts) {
  $answer = Invoke-Hub 'POST' '/v1/events' ('[' + ($Lines -join ',') + ']') 'application/cloudevents-batch+json'
  $nth = $First
  foreach ($result in $answer.results) { # one an event, in order
    $nth++
    $Counts[$result.status] = 1 + [int]$Counts[$result.status]
    if ($result.status -eq 'accepted' -or $result.status -eq 'duplicate') { continue }
    Write-Host ('第{0}条 {1} {2}' -f $nth, $result.id, $result.status)
    if ($null -eq $result.errors) { Write-Host ('    {0}' -f $result.detail) }
    foreach ($issue in $result.errors) { Write-Host ('    {0} {1}' -f $issue.path, $issue.message) }
  }
}

# Sends a file of one event a line, in as few requests as the hub's limits allow. $true where all was taken.
function Send-Events([string]$Name) {
  $counts = @{}
  $batch = [Collections.Generic.List[string]]::new()
  $size = 2
  $first = 0
  foreach ($each in [IO.File]::ReadLines((Get-FullName $Name))) {
    $line = $each.Trim()
    if ($line -eq '') { continue }
    $length = [Text.Encoding]::UTF8.GetByteCount($line) + 1
    if ($batch.Count -gt 0 -and ($batch.Count -eq $MostEvents -or $size + $length -gt $MostBytes)) {
      Send-Batch $batch $first $counts
      $first += $batch.Count
      $batch.Clear()
      $size = 2
    }
    $batch.Add($line)
    $size += $length
  }
  if ($batch.Count -gt 0) { Send-Batch $batch $first $counts }
  $said = ($counts.Keys | Sort-Object | ForEach-Object { '{0}={1}' -f $_, $counts[$_] }) -join ' '
  if ($said -eq '') { $said = '没有事件' }
  Write-Host $said
  @($counts.Keys | Where-Object { $_ -ne 'accepted' -and $_ -ne 'duplicate' }).Count -eq 0
}

# Files

# One part of the file to the address that the hub gave for it. That address is signed already.
function Send-Part([string]$FullName, $Part) {
  $content = [byte[]]::new([int]($Part.to - $Part.from))
  $stream = [IO.File]::OpenRead($FullName)
  try {
    [void]$stream.Seek($Part.from, [IO.SeekOrigin]::Begin)
    for ($read = 0; $read -lt $content.Length; $read += $count) {
      $count = $stream.Read($content, $read, $content.Length - $read)
      if ($count -eq 0) { throw ('文件变短了:' + $FullName) }
    }
  } finally { $stream.Dispose() }
  $headers = @{}
  foreach ($header in $Part.headers.PSObject.Properties) { $headers[$header.Name] = [string]$header.Value }
  $answer = Send-Request 'PUT' $Part.url $content '' $headers
  if ($answer.Status -lt 200 -or $answer.Status -gt 299) { throw ('第{0}字节起的一段没有传上去:{1}' -f $Part.from, $answer.Status) }
}

# Sends a spreadsheet, waits until every row was read, prints the errors. $true where all rows were taken.
function Send-File([string]$Name, [string]$Type, [string]$Mode) {
  $full = Get-FullName $Name
  $sha256 = (Get-FileHash -LiteralPath $full -Algorithm SHA256).Hash.ToLowerInvariant()
  # The same file meets the upload that is still open, and only what is missing is sent: an upload that was cut goes on.
  $order = [ordered]@{ type = $Type; filename = [IO.Path]::GetFileName($full); bytes = [IO.FileInfo]::new($full).Length; sha256 = $sha256 }
  if ($Mode) { $order['mode'] = $Mode }
  $view = Invoke-Hub 'POST' '/v1/uploads' (ConvertTo-Json $order -Compress) 'application/json'
  $path = '/v1/uploads/' + $view.uploadId
  if ($view.status -eq 'receiving') {
    foreach ($part in $view.parts) { Send-Part $full $part }
    $view = Invoke-Hub 'POST' ($path + '/complete') '{}' 'application/json'
  }
  while ('waiting', 'reading', 'withdrawing' -contains $view.status) {
    Start-Sleep -Seconds 2
    $view = Invoke-Hub 'GET' $path $null ''
  }
  Write-Host ('{0} {1}' -f $view.uploadId, $view.statusText)
  if ($view.why) { Write-Host $view.why }
  $rows = $view.rows
  Write-Host ('read={0} accepted={1} unchanged={2} duplicate={3} rejected={4}' -f $rows.read, $rows.accepted, $rows.unchanged, $rows.duplicate, $rows.rejected)
  foreach ($issue in $view.errors) { # the first 100; values are masked
    Write-Host ('{0} 第{1}行 {2} {3} {4}' -f $issue.sheet, $issue.line, $issue.column, $issue.value, $issue.message)
  }
  if ($view.correctedFile) { Save-Corrected $full $view.correctedFile }
  # asking-columns, asking-leaving: a person decides, on the page /upload or with npx jiuzhu upload.
  $view.status -eq 'done' -and $rows.rejected -eq 0
}

# The same sheet with a column 错误原因, beside the file sent: mend it and send it again. Writes over nothing.
function Save-Corrected([string]$FullName, [string]$Url) {
  $answer = Send-Request 'GET' $Url $null '' @{}
  if ($answer.Status -ne 200) { throw ('改错文件没有下载下来:{0}' -f $answer.Status) }
  $stem = [IO.Path]::Combine([IO.Path]::GetDirectoryName($FullName), [IO.Path]::GetFileNameWithoutExtension($FullName))
  $stem = $stem -replace '(\.错误[0-9]*)+$', ''
  $ending = [IO.Path]::GetExtension($FullName) -replace '^\.zip$', '.xlsx'
  $corrected = $stem + '.错误' + $ending
  for ($nth = 2; [IO.File]::Exists($corrected); $nth++) { $corrected = $stem + '.错误' + $nth + $ending }
  [IO.File]::WriteAllBytes($corrected, $answer.Content)
  Write-Host ('改错文件:' + $corrected)
}

# Command line

function Test-Signing([string]$Name) {
  $given = ConvertFrom-Json ([IO.File]::ReadAllText((Get-FullName $Name), [Text.Encoding]::UTF8))
  foreach ($vector in $given.vectors) {
    $body = $null
    if ($null -ne $vector.body) { $body = [Text.Encoding]::UTF8.GetBytes($vector.body) }
    $headers = Get-SignedHeaders $vector.method $vector.url $body $vector.contentType $given.keyid $given.secret $given.created $vector.nonce
    $expected = @($vector.headers.PSObject.Properties)
    $wrong = @($expected | Where-Object { $headers[$_.Name] -cne $_.Value })
    if ($wrong.Count -gt 0 -or $expected.Count -ne $headers.Count) {
      Write-Host ('不一致:{0} {1}' -f $vector.method, $vector.url)
      return $false
    }
  }
  Write-Host ('{0}个签名都对' -f @($given.vectors).Count)
  $true
}

# Older Windows offers no TLS 1.2 by itself; and a body should not wait for a "100 Continue" that may never come.
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
[Net.ServicePointManager]::Expect100Continue = $false

try {
  if ($Command -eq 'self-test') {
    if (-not $File) { $File = Join-Path (Join-Path $PSScriptRoot '..') 'vectors.json' }
    $taken = Test-Signing $File
  } elseif ($Command -eq 'events' -and $File) {
    $taken = Send-Events $File
  } elseif ($Command -eq 'upload' -and $File -and $Type) {
    $taken = Send-File $File $Type $Mode
  } elseif ($Command -eq 'example' -and $File) {
    Write-Example $File
    $taken = $true
  } else {
    Write-Host 'example FILE | events FILE | upload FILE TYPE [full|changes] | self-test [vectors.json]'
    exit 2
  }
} catch {
  [Console]::Error.WriteLine($_.Exception.Message)
  exit 2
}
if ($taken) { exit 0 }
exit 1
