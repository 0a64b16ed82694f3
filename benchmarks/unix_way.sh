#!/usr/bin/env bash
# A routine as somebody who knows the shell would make it: bash unix_way.sh SCORE VOICE SPEED OUT.mp3
#
# espeak-ng (or piper, if VOICE is an .onnx file) speaks each prompt once, as many at a time as there are cores; sox joins words,
# chimes and one file of silence for each length; lame encodes what sox hands it. SCORE has a line for each piece, in order:
#   say<TAB>words    rest<TAB>seconds    chime<TAB>sound file
# The working folder must be empty. SPEED is espeak-ng's -s, or piper's --length-scale.
set -euo pipefail

score=$1 voice=$2 speed=$3 out=$4
rate=22050       # what the voices speak at
most_files=500   # sox opens all of its inputs at once

mkdir words rests chimes parts
declare -A word=() rest=() chime=()
pieces=()
while IFS=$'\t' read -r kind what; do
  case $kind in
    say)
      if [[ -z ${word[$what]:-} ]]; then
        printf -v file 'words/%05d' "${#word[@]}"
        printf '%s\n' "$what" >"$file.txt"
        word[$what]=$file.wav
      fi
      pieces+=("${word[$what]}") ;;
    rest)
      if [[ -z ${rest[$what]:-} ]]; then
        rest[$what]=rests/$what.wav
        sox -n -r $rate -c 1 -b 16 "${rest[$what]}" trim 0 "$what"
      fi
      pieces+=("${rest[$what]}") ;;
    chime)
      if [[ -z ${chime[$what]:-} ]]; then
        chime[$what]=chimes/${what##*/}
        sox -V1 "$what" -r $rate "${chime[$what]}"
      fi
      pieces+=("${chime[$what]}") ;;
  esac
done <"$score"

if [[ $voice == *.onnx ]]; then
  mkdir spoken
  cat words/*.txt >lines.txt
  piper -m "$voice" --length-scale "$speed" -i lines.txt -d spoken 2>/dev/null
  spoken=(spoken/*.wav)   # named by the time, so in order
  texts=(words/*.txt)
  for number in "${!texts[@]}"; do
    mv "${spoken[number]}" "${texts[number]%.txt}.wav"
  done
else
  printf '%s\0' words/*.txt | xargs -0 -P "$(nproc)" -I{} sh -c 'espeak-ng -v "$1" -s "$2" -f "$3" -w "${3%.txt}.wav"' - "$voice" "$speed" {}
fi

if (( ${#pieces[@]} > most_files )); then
  for (( first = 0; first < ${#pieces[@]}; first += most_files )); do
    printf -v part 'parts/%05d.wav' "$first"
    sox "${pieces[@]:first:most_files}" "$part"
  done
  pieces=(parts/*.wav)
fi
sox -V1 "${pieces[@]}" -t raw -r 44100 -e signed -b 16 -c 1 - |
  lame --quiet --noreplaygain -r -s 44.1 --bitwidth 16 -m m --cbr -b "$KBPS" -q "$QUALITY" - "$out"
