-- Distinct requests for wrk: -s questions.lua URL -- FILE KIND
--
-- FILE holds what is asked about, a line each: "certificate NUMBER", "market CODE", "name PATH".
-- KIND "determinations" POSTs questions of which some millions pass before one repeats: every
-- certificate in every market, on a day that moves on with each round through both; what follows a
-- "?" in KIND goes into the target. KIND "names" GETs the names in turn.
local certificates, markets, names = {}, {}, {}
local kind, target = "", ""
local asked, first_day = 0, os.time({ year = 2010, month = 1, day = 1, hour = 12 })
local kDays = 15 * 365

function init(arguments)
  for line in io.lines(arguments[1]) do
    local what, value = line:match("^(%a+) (.+)$")
    if what == "certificate" then certificates[#certificates + 1] = value end
    if what == "market" then markets[#markets + 1] = value end
    if what == "name" then names[#names + 1] = value end
  end
  kind = arguments[2]
  target = "/v1/determinations" .. (kind:match("%?.*$") or "")
end

-- A step without a common factor with the days: a pair is asked about each of them before one comes
-- again.
local function question()
  local pairs_count = #certificates * #markets
  local pair, round = asked % pairs_count, math.floor(asked / pairs_count)
  local day = (pair + round * 733) % kDays
  asked = asked + 1
  return string.format('{"attestations":[{"number":"%s"}],"market":"%s","date":"%s"}',
                       certificates[pair % #certificates + 1],
                       markets[math.floor(pair / #certificates) + 1],
                       os.date("!%Y-%m-%d", first_day + day * 86400))
end

function request()
  if kind == "names" then
    asked = asked + 1
    return wrk.format("GET", names[asked % #names + 1])
  end
  return wrk.format("POST", target, { ["Content-Type"] = "application/json" }, question())
end
